// The line to the server; it is opened again where it breaks.

const AGAIN = 1000; // milliseconds

export class Line {
  constructor(on) {
    this.on = on;
    this.open();
  }

  open() {
    this.socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/page/talk`);
    this.socket.addEventListener("open", () => {
      this.on.lost(false);
      this.on.opened();
    });
    this.socket.addEventListener("message", (event) => this.on.took(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => {
      this.on.lost(true);
      setTimeout(() => this.open(), AGAIN);
    });
  }

  send(data) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(data);
  }
}
