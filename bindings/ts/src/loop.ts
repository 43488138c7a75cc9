/**
 * The event loop's side of the adapter (`WasmExecutorAdapter` in the crate `runmat-executors` is the other).
 *
 * The engine asks for a turn; a turn is a task of the event loop of its own, so that painting, input and timers come
 * between two turns. Tasks are posted as messages: promises would keep the loop from all else, and nested timeouts are held
 * back by 4 ms each.
 */
export class Loop {
  private posted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private channel: MessageChannel | undefined;

  /** `turn` gives the milliseconds until it wants to be called again: 0 soon, infinity when asked for. */
  constructor(private turn: () => number) {}

  /** Has a turn come soon. */
  wake(): void {
    if (this.posted) return;
    this.posted = true;
    clearTimeout(this.timer);
    this.post();
  }

  close(): void {
    this.posted = true;
    clearTimeout(this.timer);
    this.channel?.port1.close();
  }

  private post(): void {
    // Node: there a message port would keep the process alive.
    if (typeof setImmediate === 'function') {
      setImmediate(this.run);
      return;
    }
    if (!this.channel) {
      this.channel = new MessageChannel();
      this.channel.port1.onmessage = this.run;
    }
    this.channel.port2.postMessage(0);
  }

  private run = (): void => {
    this.posted = false;
    clearTimeout(this.timer);
    const wait = this.turn();
    if (wait <= 0) this.wake();
    else if (wait < Infinity && !this.posted) this.timer = setTimeout(this.run, Math.min(wait, 0x7fffffff));
  };
}

declare const setImmediate: undefined | ((f: () => void) => unknown);
