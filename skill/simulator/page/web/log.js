// What was said, by whom; what the listener said can be taken up again, to correct it.

const MOST = 200;

export class Log {
  constructor(place, correct) {
    Object.assign(this, { place, correct });
  }

  you(words) {
    const line = this.add("you", words);
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "correct";
    again.setAttribute("aria-label", `Correct “${words}”`);
    again.addEventListener("click", () => this.correct(words));
    line.append(again);
  }

  // Sentences of one breath stand in one line.
  alexa(words, goesOn) {
    const last = this.place.lastElementChild;
    if (goesOn && last?.className === "alexa") last.append(` ${words}`);
    else this.add("alexa", words);
    this.place.scrollTop = this.place.scrollHeight;
  }

  note(words) {
    this.add("note", words);
  }

  add(who, words) {
    const line = document.createElement("p");
    line.className = who;
    line.textContent = words;
    this.place.append(line);
    while (this.place.childElementCount > MOST) this.place.firstElementChild.remove();
    this.place.scrollTop = this.place.scrollHeight;
    return line;
  }
}
