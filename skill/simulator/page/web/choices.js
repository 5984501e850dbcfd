// Where the device is, who speaks, what it can do; kept for the next time.

const KEPT = "choices";
const FIELDS = ["locale", "device", "person", "hour", "screen", "plays"];

export class Choices {
  constructor(place, button, where, chose) {
    Object.assign(this, { place, where });
    this.chosen = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    button.addEventListener("click", () => {
      place.hidden = !place.hidden;
      button.setAttribute("aria-expanded", String(!place.hidden));
    });
    place.addEventListener("change", () => {
      this.chosen = this.read();
      localStorage.setItem(KEPT, JSON.stringify(this.chosen));
      chose(this.chosen);
    });
  }

  of(name) {
    return this.place.querySelector(`#${name}`);
  }

  read() {
    const hour = this.of("hour").value;
    return {
      locale: this.of("locale").value,
      device: this.of("device").value,
      person: this.of("person").value,
      hour: hour === "" ? null : Number(hour),
      screen: this.of("screen").checked,
      plays: this.of("plays").checked,
    };
  }

  show({ choices, options }) {
    for (const name of ["locale", "device", "person"]) this.offer(name, options[name].map((each) => [each, each]));
    const hours = [...Array(24).keys()].map((hour) => [String(hour), `${hour}:00`]);
    this.offer("hour", [["", "not told"], ...hours]);
    for (const name of FIELDS) {
      const field = this.of(name);
      if (field.type === "checkbox") field.checked = choices[name];
      else field.value = choices[name] ?? "";
    }
    const who = choices.person === "nobody" ? "" : ` · ${choices.person}`;
    const hour = choices.hour === null ? "" : ` · ${choices.hour}:00`;
    this.where.textContent = `${choices.device} · ${choices.locale}${who}${hour}`;
  }

  offer(name, options) {
    this.of(name).replaceChildren(
      ...options.map(([value, shown]) => Object.assign(document.createElement("option"), { value, textContent: shown })),
    );
  }
}
