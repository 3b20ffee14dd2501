/**
 * Names a notebook or a run, also beside those of other tabs. `crypto.randomUUID` is missing on pages served over
 * plain HTTP.
 */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');
