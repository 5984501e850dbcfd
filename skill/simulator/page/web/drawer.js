// For developers: what went to the skill and what came back.

export class Drawer {
  constructor(place, button) {
    this.place = place;
    button.addEventListener("click", () => {
      place.hidden = !place.hidden;
      button.setAttribute("aria-expanded", String(!place.hidden));
      document.body.classList.toggle("drawn", !place.hidden);
    });
  }

  show(inside) {
    for (const [name, value] of Object.entries(inside)) {
      const part = this.place.querySelector(`#${name}`);
      part.textContent = typeof value === "string" ? value || "nothing" : JSON.stringify(value, null, 2);
    }
  }
}
