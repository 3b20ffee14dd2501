import { UserError } from '../../support/errors.ts';
import type { CreateSource, SpecOf } from './dataset.ts';

/** The user's own examples, each once in random order before any comes again. */
export const own: CreateSource<SpecOf<'own'>> = ({ name, examples }, _world, random) => {
  if (examples.length === 0)
    throw new UserError(`The dataset ${name} is empty.`, 'Give it at least one example.');
  let queue: typeof examples = [];
  return (count) =>
    Array.from({ length: count }, () => {
      if (queue.length === 0) queue = random.shuffled(examples);
      return queue.pop()!;
    });
};
