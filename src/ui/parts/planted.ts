/** What the arms that a part of the page speaks of were taught, for their marks. */
import { createContext } from 'svelte';
import type { Planted } from '../../notebook/document/planted.ts';

/** By the name of an arm; nothing where there is no such arm. */
type PlantedOf = (arm: string) => readonly Planted[];

export const [plantedHere, setPlanted, hasPlanted] = createContext<PlantedOf>();
