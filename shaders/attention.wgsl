// Causal grouped-query attention over packed sequences, without ever storing the matrix of scores:
//   out = softmax(q·kᵀ/√d + mask)·v          lse = log Σ exp(score)
// A position sees itself and what came before it in the same segment. Vaswani et al. 2017, eq. 1; tiles and
// running softmax after FlashAttention-2 (Dao 2023, algorithm 1), whose backward pass needs only `lse`.
//
// Shapes: q, out [batch·time, heads·d]; k, v [batch·time, keyValueHeads·d]; segments [batch·time];
// lse [batch·time, heads]. One workgroup takes QUERIES rows of one head; LANES invocations share a row.

struct Problem {
  first: u32,
  batch: u32,
  time: u32,
  heads: u32,
  keyValueHeads: u32,
  q: u32,
  k: u32,
  v: u32,
  segments: u32,
  out: u32,
  lse: u32,
  scale: f32, // 1/√d
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const HEAD_DIM = 16u;
const QUERIES = 32u; // a tile of q
const KEYS = 32u; // a tile of k or v
const LANES = 4u;

const VECTORS = (HEAD_DIM + 3u) / 4u;
const THREADS = QUERIES * LANES;
const OWN = (VECTORS + LANES - 1u) / LANES; // vectors of a row that one invocation holds
const HIDDEN = -1e30; // the score of a key that is not seen

var<workgroup> queries: array<vec4f, QUERIES * VECTORS>;
var<workgroup> keys: array<vec4f, KEYS * VECTORS>; // then the values
var<workgroup> scores: array<f32, QUERIES * KEYS>;

// Vector `j` of a row of HEAD_DIM floats; what lies behind its end is zero.
fn vector(row: u32, j: u32) -> vec4f {
  let i = row + 4u * j;
  let left = HEAD_DIM - 4u * j;
  return vec4f(
    bitcast<f32>(arena[i]),
    select(0.0, bitcast<f32>(arena[i + 1u]), left > 1u),
    select(0.0, bitcast<f32>(arena[i + 2u]), left > 2u),
    select(0.0, bitcast<f32>(arena[i + 3u]), left > 3u),
  );
}

@compute @workgroup_size(THREADS)
fn forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let tiles = (p.time + QUERIES - 1u) / QUERIES;
  let index = p.first + group.y * groups.x + group.x;
  let firstQuery = index % tiles * QUERIES;
  let head = index / tiles % p.heads;
  let row = index / (tiles * p.heads);
  if (row >= p.batch) {
    return;
  }
  let start = row * p.time; // the row's first position
  let width = p.heads * HEAD_DIM;
  let keyWidth = p.keyValueHeads * HEAD_DIM;
  let keyHead = head / (p.heads / p.keyValueHeads);

  let mine = thread / LANES;
  let lane = thread % LANES;
  let query = firstQuery + mine;
  let position = start + min(query, p.time - 1u);
  let segment = arena[p.segments + position];

  for (var i = thread; i < QUERIES * VECTORS; i += THREADS) {
    let at = min(firstQuery + i / VECTORS, p.time - 1u);
    queries[i] = vector(p.q + (start + at) * width + head * HEAD_DIM, i % VECTORS);
  }

  var largest = HIDDEN;
  var total = 0.0;
  var out: array<vec4f, OWN>;
  let end = min(firstQuery + QUERIES, p.time);
  for (var firstKey = 0u; firstKey < end; firstKey += KEYS) {
    workgroupBarrier();
    for (var i = thread; i < KEYS * VECTORS; i += THREADS) {
      let at = min(firstKey + i / VECTORS, p.time - 1u);
      keys[i] = vector(p.k + (start + at) * keyWidth + keyHead * HEAD_DIM, i % VECTORS);
    }
    workgroupBarrier();
    for (var j = lane; j < KEYS; j += LANES) {
      let key = firstKey + j;
      var score = HIDDEN;
      if (key <= query && key < p.time && arena[p.segments + start + min(key, p.time - 1u)] == segment) {
        score = 0.0;
        for (var d = 0u; d < VECTORS; d++) {
          score += dot(queries[mine * VECTORS + d], keys[j * VECTORS + d]);
        }
        score *= p.scale;
      }
      scores[mine * KEYS + j] = score;
    }
    workgroupBarrier();
    var newLargest = largest;
    for (var j = 0u; j < KEYS; j++) {
      newLargest = max(newLargest, scores[mine * KEYS + j]);
    }
    for (var i = thread; i < KEYS * VECTORS; i += THREADS) {
      let at = min(firstKey + i / VECTORS, p.time - 1u);
      keys[i] = vector(p.v + (start + at) * keyWidth + keyHead * HEAD_DIM, i % VECTORS);
    }
    workgroupBarrier();
    for (var j = lane; j < KEYS; j += LANES) {
      let score = scores[mine * KEYS + j];
      scores[mine * KEYS + j] = select(0.0, exp(score - newLargest), score > HIDDEN);
    }
    workgroupBarrier();
    let correction = exp(largest - newLargest);
    total *= correction;
    for (var i = 0u; i < OWN; i++) {
      out[i] *= correction;
    }
    for (var j = 0u; j < KEYS; j++) {
      let probability = scores[mine * KEYS + j];
      total += probability;
      for (var i = 0u; i < OWN; i++) {
        out[i] += probability * keys[j * VECTORS + min(lane + i * LANES, VECTORS - 1u)];
      }
    }
    largest = newLargest;
  }

  if (query >= p.time) {
    return;
  }
  for (var i = 0u; i < OWN; i++) {
    let j = lane + i * LANES;
    for (var c = 0u; c < 4u; c++) {
      if (4u * j + c < HEAD_DIM) {
        let at = p.out + position * width + head * HEAD_DIM + 4u * j + c;
        arena[at] = bitcast<u32>(out[i][c] / total);
      }
    }
  }
  if (lane == 0u) {
    arena[p.lse + position * p.heads + head] = bitcast<u32>(largest + log(total));
  }
}
