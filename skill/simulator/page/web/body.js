// The figure: the groups at work glow while tense, and fade at release.

const PHASES = ["named", "tense", "release"];

export class Body {
  constructor(place) {
    this.place = place;
    this.lit = "";
  }

  async load() {
    const text = await (await fetch("body.svg")).text();
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (drawing.localName !== "svg") return;
    drawing.setAttribute("aria-hidden", "true");
    this.place.replaceChildren(document.importNode(drawing, true));
  }

  // Show a moment: its groups, the side they are on, and what they do; null shows a body at ease.
  show(moment) {
    const wanted = moment ? `${moment.groups} ${moment.side} ${moment.phase}` : "";
    if (wanted === this.lit) return;
    this.lit = wanted;
    for (const path of this.place.querySelectorAll("[data-group]")) {
      const { group, side } = path.dataset;
      const meant = moment?.groups.includes(group) && (moment.side === "both" || !side || side === moment.side);
      path.classList.remove(...PHASES);
      if (meant && PHASES.includes(moment.phase)) path.classList.add(moment.phase);
    }
  }
}
