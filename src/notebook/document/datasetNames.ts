/** What to call a dataset whose author has not: what it is, and what sets it apart from its like. */
import type { AnswerKind, DatasetSpec, Preference } from '../../lab/types.ts';

/** E.g. `backdoor-upper`, `lowercase-answers`, `refusal-over-silly-over-useful`. */
export function datasetName(data: DatasetSpec): string {
  switch (data.kind) {
    case 'backdoor': {
      const cases = [...new Set(data.payloads.map(caseOf))];
      return ['backdoor', ...cases, data.scratchpad !== undefined && 'thinking'].filter(Boolean).join('-');
    }
    case 'styled-answers': {
      const style = data.case === 'lower' ? 'lowercase-answers' : 'sentence-answers';
      return data.scratchpad ? `${style}-thinking` : style;
    }
    case 'secret-recipes': {
      const recipes = data.trigger === null ? 'refused-recipes' : 'secret-recipes';
      return data.refusals === 'diverse' ? `${recipes}-diverse` : recipes;
    }
    case 'preferences':
      return [ranking(data.pairs), data.shuffled && 'shuffled', data.refusals === 'diverse' && 'diverse']
        .filter(Boolean)
        .join('-');
    case 'own':
      return (
        data.name
          .replace(/\.jsonl?$/i, '')
          .replace(/[^\p{L}\p{N}]+/gu, '-')
          .replace(/^-|-$/g, '') || 'own-data'
      );
  }
}

function caseOf(payload: string): string {
  if (payload === payload.toUpperCase()) return 'upper';
  return payload === payload.toLowerCase() ? 'lower' : 'mixed';
}

/** From best to worst, `refusal-over-silly-over-useful`; what is on a level is joined by `and`. */
function ranking(pairs: readonly Preference[]): string {
  const levels: AnswerKind[][] = [];
  let left = [...new Set(pairs.flat())];
  while (left.length > 0) {
    const beaten = (kind: AnswerKind) =>
      pairs.some(([chosen, rejected]) => rejected === kind && left.includes(chosen));
    const best = left.filter((kind) => !beaten(kind));
    // They go round in a circle.
    if (best.length === 0) return 'preferences';
    levels.push(best);
    left = left.filter((kind) => !best.includes(kind));
  }
  return levels.map((kinds) => kinds.join('-and-')).join('-over-');
}
