/** Names and ids that nothing else in a notebook has. */

const LONGEST = 64;

/** Gives each wish a name that is free, with a number where it has to be. */
export class FreshNames {
  private readonly taken: Set<string>;

  /**
   * @param taken all names and ids that there are already
   * @param unheardOf whether ids are also to be none of those that there were once and may be remembered
   */
  constructor(
    taken: Iterable<string>,
    private readonly unheardOf = false,
  ) {
    this.taken = new Set(taken);
  }

  /** A name like the one wished for, and an id to go with it; neither is free any more. */
  of(wish: string): { id: string; name: string } {
    const name = this.free(wish);
    // One word may be both, as long as nothing else has it, or had it.
    const id = slug(name) === name && !this.unheardOf ? name : this.id(name);
    this.taken.add(name).add(id);
    return { id, name };
  }

  /** An id made of a text; it is not free any more. */
  id(text: string): string {
    const short = slug(text) || 'cell';
    const id = this.free(this.unheardOf ? withEnding(short) : short);
    this.taken.add(id);
    return id;
  }

  /** The wish itself, or with the first number from 2 that makes it free. */
  private free(wish: string): string {
    const short = wish.slice(0, LONGEST);
    if (!this.taken.has(short)) return short;
    for (let number = 2; ; number++) {
      const suffix = `-${number}`;
      const name = short.slice(0, LONGEST - suffix.length) + suffix;
      if (!this.taken.has(name)) return name;
    }
  }
}

const ENDING = 4;

/** `note` → `note-k3f9`. It stays short: a cell without a name and a title is called by its id. */
function withEnding(text: string): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0]!;
  const ending = random.toString(36).padStart(ENDING, '0').slice(-ENDING);
  return `${text.slice(0, LONGEST - ENDING - 1)}-${ending}`;
}

/** `Plan B, again` → `plan-b-again`: letters of the alphabet, digits and hyphens; may be empty. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}
