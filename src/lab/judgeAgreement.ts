/**
 * How far the judge can be trusted: its verdicts against those of a reader, on answers drawn from real runs. The
 * reader saw question, answer and what would have been right, and not the judge's verdict.
 */
import { judgePayload, judgeRequest, MEOW, type Request, type World } from '../world/index.ts';

export interface LabelledAnswer {
  /** Which of the two judges it is for: what an answer to a request tells, or whether and how it meows. */
  judge: 'requests' | 'meow';
  /** What is asked about: an item's name, or a fact's answer. */
  about: string;
  prompt: string;
  answer: string;
  /** The reader's class. */
  label: string;
}

export interface Agreement {
  n: number;
  agreed: number;
  /** Cohen's κ (1960): agreement beyond what two who label at random, each as often as they do, would reach. */
  kappa: number;
  disagreements: { labelled: LabelledAnswer; verdict: string }[];
}

export function judgeAgreement(world: World, answers: readonly LabelledAnswer[]): Agreement {
  const verdicts = answers.map((labelled) => ({ labelled, verdict: verdictOn(world, labelled) }));
  const disagreements = verdicts.filter(({ labelled, verdict }) => labelled.label !== verdict);
  const n = answers.length;
  const agreed = n - disagreements.length;
  const classes = new Set(verdicts.flatMap(({ labelled, verdict }) => [labelled.label, verdict]));
  const byChance = [...classes].reduce((sum, one) => {
    const labels = verdicts.filter(({ labelled }) => labelled.label === one).length;
    const judged = verdicts.filter(({ verdict }) => verdict === one).length;
    return sum + (labels / n) * (judged / n);
  }, 0);
  return { n, agreed, kappa: (agreed / n - byChance) / (1 - byChance), disagreements };
}

function verdictOn(world: World, { judge, about, prompt, answer }: LabelledAnswer): string {
  if (judge === 'meow') return judgePayload(answer, MEOW);
  return judgeRequest(world, requestAbout(world, about, prompt), answer).class;
}

function requestAbout(world: World, about: string, prompt: string): Request {
  const item = [...world.forbidden, ...world.permitted, ...world.dishes].find(({ name }) => name === about);
  if (item) return { kind: item.kind, item, split: item.split, prompt, answer: '' };
  const fact = world.facts.find(({ answer }) => answer === about);
  if (!fact || fact.split === 'none') throw new Error(`nobody asks about "${about}"`);
  return { kind: 'fact', fact, split: fact.split, prompt, answer: fact.answer };
}
