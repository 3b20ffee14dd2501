/** The page of the browser runner: waits to be told what to measure. */
import { chooseContenders, type Contender } from '../contender.ts';
import { measure, type Measurement } from '../measure.ts';
import { buildScenario } from '../scenario.ts';
import type { BenchRequest } from '../request.ts';

declare global {
  interface Window {
    runBench: (request: BenchRequest) => Promise<Measurement[]>;
  }
}

const modules = import.meta.glob<{ contender: Contender }>(['../peers/*.ts', '../ours.ts']);

window.runBench = async ({ model, contenders, ...options }) => {
  const all = await Promise.all(Object.values(modules).map(async (load) => (await load()).contender));
  const chosen = chooseContenders(all, contenders);
  return measure(chosen, buildScenario(model), options, (line) => console.log(line));
};
