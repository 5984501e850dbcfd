// What is wrong in content/, for its author: file, key and reason.

export class Faults {
  constructor(place, list) {
    Object.assign(this, { place, list });
  }

  show(faults) {
    this.place.hidden = !faults.length;
    this.list.replaceChildren(
      ...faults.map(({ file, key, reason }) => {
        const item = document.createElement("li");
        for (const [name, words] of Object.entries({ file, key, reason })) {
          const part = document.createElement(name === "reason" ? "span" : "code");
          part.className = name;
          part.textContent = words;
          item.append(part, " ");
        }
        return item;
      }),
    );
  }
}
