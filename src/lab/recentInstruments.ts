/** Instruments for chatting: one set for each base and form of adapter, and of the few that were used last. */
import type { Backend } from '../engine/backends/backend.ts';
import { canonicalJson } from '../support/hash.ts';
import { Instruments } from './instruments.ts';
import type { LoadedBase } from './loadedBase.ts';
import type { LoraSpec, Quantization } from './types.ts';

/**
 * Each set holds compiled decoders, and those the weights of the base; the adapters of its models are mere inputs. The
 * notebook's, and those with which a dataset is looked at.
 */
const MOST = 2;

export class RecentInstruments {
  /** The latest last. */
  private readonly made = new Map<string, Instruments>();

  constructor(private readonly backend: Backend) {}

  /** Not while others of these are being used: the oldest are given up. */
  async of(base: LoadedBase, quantization: Quantization, lora: LoraSpec): Promise<Instruments> {
    const key = canonicalJson([base.hash, quantization, lora]);
    const instruments = this.made.get(key) ?? new Instruments({ lora, quantization }, this.backend, base);
    this.made.delete(key);
    this.made.set(key, instruments);
    for (const [oldest, given] of [...this.made].slice(0, -MOST)) {
      this.made.delete(oldest);
      await given.dispose();
    }
    return instruments;
  }
}
