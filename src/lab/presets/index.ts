/** The experiments that can be run by name; a new one is one file and one line here. */
import { again } from './again.ts';
import { ingredients } from './ingredients.ts';
import { meow, meowMinute } from './meow.ts';
import { planB } from './planB.ts';
import { planCDE } from './planCDE.ts';
import type { Preset } from './preset.ts';

export type { Preset } from './preset.ts';

export const presets: readonly Preset[] = [meow, meowMinute, planB, planCDE, ingredients, again];
