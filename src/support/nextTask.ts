/**
 * Resolves in a task of its own: whoever waits for it lets the page draw and answer, or a worker hear its messages,
 * first. Unlike a timer it is not held back in a hidden tab, or after many others
 * (https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers).
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
