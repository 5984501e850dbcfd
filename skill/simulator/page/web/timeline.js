// The session as a bar, the place on it, and the time that is left.

export class Timeline {
  constructor(bar, place, left) {
    Object.assign(this, { bar, placed: place, left });
    this.plan = null;
  }

  draw(plan) {
    this.plan = plan;
    this.bar.replaceChildren();
    for (const [index, segment] of plan.segments.entries()) {
      const ends = plan.segments[index + 1]?.at ?? plan.seconds;
      const part = document.createElement("span");
      part.style.flexGrow = String(ends - segment.at);
      part.title = segment.name;
      part.classList.toggle("unnamed", !segment.name);
      this.bar.append(part);
    }
    const marker = document.createElement("i");
    this.bar.append(marker);
  }

  // Whether nothing of the plan is heard now: it stays in sight, with the place.
  still(still) {
    this.bar.parentElement.classList.toggle("still", still);
  }

  // Show where the plan is, in its seconds.
  at(seconds) {
    const { plan } = this;
    if (!plan) return;
    const now = Math.min(Math.max(seconds, 0), plan.seconds);
    const here = plan.segments.findLastIndex((segment) => segment.at <= now);
    [...this.bar.querySelectorAll("span")].forEach((part, index) => {
      part.classList.toggle("past", index < here);
      part.classList.toggle("here", index === here);
    });
    this.bar.lastElementChild.style.left = `${(100 * now) / plan.seconds}%`;
    this.placed.textContent = plan.segments[here]?.name || "";
    this.left.textContent = spoken(plan.seconds - now);
  }
}

function spoken(seconds) {
  const whole = Math.ceil(seconds);
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${String(whole % 60).padStart(2, "0")} left`;
}
