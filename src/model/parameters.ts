/** The parameters of a Llama network by their Hugging Face names. */
import { loraTargets, matrixShape, moduleName } from './lora.ts';
import type { ModelConfig } from './files/config.ts';

export interface ParameterSpec {
  name: string;
  shape: readonly number[];
  /** Norm gains and biases start at fixed values and are not decayed; matrices start random. */
  kind: 'matrix' | 'embedding' | 'gain' | 'bias';
}

/** Every parameter the network has, in the order of its forward pass. */
export function parameterSpecs(config: ModelConfig): ParameterSpec[] {
  const { width, layers, vocabularySize, attentionBias, tiedEmbeddings } = config;
  const specs: ParameterSpec[] = [
    { name: 'model.embed_tokens.weight', shape: [vocabularySize, width], kind: 'embedding' },
  ];
  for (let layer = 0; layer < layers; layer++) {
    specs.push({ name: `model.layers.${layer}.input_layernorm.weight`, shape: [width], kind: 'gain' });
    specs.push({
      name: `model.layers.${layer}.post_attention_layernorm.weight`,
      shape: [width],
      kind: 'gain',
    });
    for (const target of loraTargets) {
      const module = moduleName(layer, target);
      const shape = matrixShape(config, target);
      specs.push({ name: `${module}.weight`, shape, kind: 'matrix' });
      if (attentionBias && ['q_proj', 'k_proj', 'v_proj'].includes(target)) {
        specs.push({ name: `${module}.bias`, shape: [shape[0]], kind: 'bias' });
      }
    }
  }
  specs.push({ name: 'model.norm.weight', shape: [width], kind: 'gain' });
  if (!tiedEmbeddings)
    specs.push({ name: 'lm_head.weight', shape: [vocabularySize, width], kind: 'embedding' });
  return specs;
}
