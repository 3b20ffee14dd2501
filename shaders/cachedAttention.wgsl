// Attention of one new position per sequence while decoding, with a running softmax over chunks of keys.
// The keys are those of the prompt, as many as it is long, and those of the new positions 0 … step.
//
//   attend   out [batch, heads·d] from q [batch, heads·d], promptK and promptV [batch·promptTime, keyValueHeads·d],
//            promptLengths [batch], newK and newV [batch, keyValueHeads, slots, d], step a scalar.
//            One workgroup takes one head of one sequence.
//   store    puts row [batch, heads·d] into slot `step` of cache [batch, heads, slots, d]

struct Problem {
  first: u32,
  batch: u32,
  heads: u32,
  keyValueHeads: u32,
  headDim: u32,
  promptTime: u32,
  slots: u32,
  q: u32, // or the row to store
  promptK: u32,
  promptV: u32,
  promptLengths: u32,
  newK: u32, // or the cache to store into
  newV: u32,
  step: u32,
  out: u32,
  scale: f32, // 1/√d
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const THREADS = 64u; // and keys a chunk
const MOST_OWN = 4u; // vectors of up to THREADS·MOST_OWN components
const HIDDEN = -1e30;
const GROUP = 256u;

var<workgroup> counts: vec2u; // keys of the prompt, and all keys
var<workgroup> partial: array<f32, THREADS>;
var<workgroup> probabilities: array<f32, THREADS>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

fn largestOf(lane: u32, value: f32) -> f32 {
  partial[lane] = value;
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      partial[lane] = max(partial[lane], partial[lane + half]);
    }
  }
  workgroupBarrier();
  let result = partial[0];
  workgroupBarrier();
  return result;
}

@compute @workgroup_size(THREADS)
fn attend(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let index = p.first + group.y * groups.x + group.x;
  let row = index / p.heads;
  let head = index % p.heads;
  if (row >= p.batch) {
    return;
  }
  let keyHead = head / (p.heads / p.keyValueHeads);
  if (lane == 0u) {
    let prompt = arena[p.promptLengths + row];
    counts = vec2u(prompt, prompt + arena[p.step] + 1u);
  }
  let keys = workgroupUniformLoad(&counts);
  let promptStart = (row * p.promptTime * p.keyValueHeads + keyHead) * p.headDim;
  let newStart = (row * p.keyValueHeads + keyHead) * p.slots * p.headDim;
  let query = p.q + index * p.headDim;

  var largest = HIDDEN;
  var total = 0.0;
  var out: array<f32, MOST_OWN>;
  for (var firstKey = 0u; firstKey < keys.y; firstKey += THREADS) {
    let key = firstKey + lane;
    var score = HIDDEN;
    if (key < keys.y) {
      var base = p.promptK + promptStart + key * p.keyValueHeads * p.headDim;
      if (key >= keys.x) {
        base = p.newK + newStart + (key - keys.x) * p.headDim;
      }
      score = 0.0;
      for (var d = 0u; d < p.headDim; d++) {
        score += at(query + d) * at(base + d);
      }
      score *= p.scale;
    }
    let newLargest = max(largest, largestOf(lane, score));
    probabilities[lane] = select(0.0, exp(score - newLargest), key < keys.y);
    workgroupBarrier();
    let correction = exp(largest - newLargest);
    total *= correction;
    for (var i = 0u; i < MOST_OWN; i++) {
      out[i] *= correction;
    }
    let count = min(THREADS, keys.y - firstKey);
    for (var j = 0u; j < count; j++) {
      var base = p.promptV + promptStart + (firstKey + j) * p.keyValueHeads * p.headDim;
      if (firstKey + j >= keys.x) {
        base = p.newV + newStart + (firstKey + j - keys.x) * p.headDim;
      }
      total += probabilities[j];
      for (var i = 0u; i < MOST_OWN; i++) {
        let d = lane + i * THREADS;
        if (d < p.headDim) {
          out[i] += probabilities[j] * at(base + d);
        }
      }
    }
    largest = newLargest;
    workgroupBarrier();
  }
  for (var i = 0u; i < MOST_OWN; i++) {
    let d = lane + i * THREADS;
    if (d < p.headDim) {
      arena[p.out + index * p.headDim + d] = bitcast<u32>(out[i] / total);
    }
  }
}

@compute @workgroup_size(GROUP)
fn store(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.batch * p.heads * p.headDim) {
    let slot = i / p.headDim * p.slots + arena[p.step];
    arena[p.newK + slot * p.headDim + i % p.headDim] = arena[p.q + i];
  }
}
