import { createWorld, type World } from '../world/index.ts';

/** The seed of the world that all bases grow up in and all experiments take place in. */
export const WORLD_SEED = 0;

let world: World | undefined;

/** The one world of the lab; it is never changed, so everybody shares it. */
export function labWorld(): World {
  world ??= createWorld(WORLD_SEED);
  return world;
}
