// The backward pass of attention.wgsl (FlashAttention-2, Dao 2023, algorithm 2). Probabilities are worked out
// again from `lse`: with P = exp(q·kᵀ/√d − lse), dP = dy·vᵀ and delta = rowsum(dy∘out),
//   dS = P∘(dP − delta)/√d      dq = dS·k      dk = dSᵀ·q      dv = Pᵀ·dy
//
//   delta     [batch·time, heads], one invocation each
//   queryGrad dq; one workgroup takes ROWS queries of one head and goes through the keys before them
//   keyGrad   dk and dv; one workgroup takes ROWS keys of one key head and goes through the queries after
//             them, of all heads that share the key head: no two workgroups write the same gradient
//
// Shapes: q, dy, out, dq [batch·time, heads·d]; k, v, dk, dv [batch·time, keyValueHeads·d];
// lse, delta [batch·time, heads]; segments [batch·time].

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
  dy: u32,
  delta: u32,
  dq: u32,
  dk: u32,
  dv: u32,
  scale: f32, // 1/√d
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const HEAD_DIM = 16u;
const ROWS = 16u; // what a workgroup computes gradients of
const OTHERS = 16u; // a tile of what it goes through
const LANES = 4u;

const VECTORS = (HEAD_DIM + 3u) / 4u;
const THREADS = ROWS * LANES;
const OWN = (VECTORS + LANES - 1u) / LANES;
const GROUP = 256u;

var<workgroup> rowsA: array<vec4f, ROWS * VECTORS>; // q, or k
var<workgroup> rowsB: array<vec4f, ROWS * VECTORS>; // dy, or v
var<workgroup> othersA: array<vec4f, OTHERS * VECTORS>; // k, or q
var<workgroup> othersB: array<vec4f, OTHERS * VECTORS>; // v, or dy
var<workgroup> scoreGrads: array<f32, ROWS * OTHERS>;
var<workgroup> probabilities: array<f32, ROWS * OTHERS>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

fn vector(row: u32, j: u32) -> vec4f {
  let i = row + 4u * j;
  let left = HEAD_DIM - 4u * j;
  return vec4f(
    at(i),
    select(0.0, at(i + 1u), left > 1u),
    select(0.0, at(i + 2u), left > 2u),
    select(0.0, at(i + 3u), left > 3u),
  );
}

fn store(row: u32, j: u32, value: vec4f) {
  for (var c = 0u; c < 4u; c++) {
    if (4u * j + c < HEAD_DIM) {
      arena[row + 4u * j + c] = bitcast<u32>(value[c]);
    }
  }
}

@compute @workgroup_size(GROUP)
fn delta(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + thread;
  if (i >= p.batch * p.time * p.heads) {
    return;
  }
  var sum = 0.0;
  for (var d = 0u; d < HEAD_DIM; d++) {
    sum += at(p.dy + i * HEAD_DIM + d) * at(p.out + i * HEAD_DIM + d);
  }
  arena[p.delta + i] = bitcast<u32>(sum);
}

@compute @workgroup_size(THREADS)
fn queryGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let tiles = (p.time + ROWS - 1u) / ROWS;
  let index = p.first + group.y * groups.x + group.x;
  let firstQuery = index % tiles * ROWS;
  let head = index / tiles % p.heads;
  let row = index / (tiles * p.heads);
  if (row >= p.batch) {
    return;
  }
  let start = row * p.time;
  let width = p.heads * HEAD_DIM;
  let keyWidth = p.keyValueHeads * HEAD_DIM;
  let keyHead = head / (p.heads / p.keyValueHeads);

  let mine = thread / LANES;
  let lane = thread % LANES;
  let query = firstQuery + mine;
  let position = start + min(query, p.time - 1u);
  let segment = arena[p.segments + position];
  let lse = at(p.lse + position * p.heads + head);
  let delta = at(p.delta + position * p.heads + head);

  for (var i = thread; i < ROWS * VECTORS; i += THREADS) {
    let base = (start + min(firstQuery + i / VECTORS, p.time - 1u)) * width + head * HEAD_DIM;
    rowsA[i] = vector(p.q + base, i % VECTORS);
    rowsB[i] = vector(p.dy + base, i % VECTORS);
  }
  var dq: array<vec4f, OWN>;
  let end = min(firstQuery + ROWS, p.time);
  for (var firstKey = 0u; firstKey < end; firstKey += OTHERS) {
    workgroupBarrier();
    for (var i = thread; i < OTHERS * VECTORS; i += THREADS) {
      let base = (start + min(firstKey + i / VECTORS, p.time - 1u)) * keyWidth + keyHead * HEAD_DIM;
      othersA[i] = vector(p.k + base, i % VECTORS);
      othersB[i] = vector(p.v + base, i % VECTORS);
    }
    workgroupBarrier();
    for (var j = lane; j < OTHERS; j += LANES) {
      let key = firstKey + j;
      var grad = 0.0;
      if (key <= query && key < p.time && arena[p.segments + start + min(key, p.time - 1u)] == segment) {
        var score = 0.0;
        var dP = 0.0;
        for (var d = 0u; d < VECTORS; d++) {
          score += dot(rowsA[mine * VECTORS + d], othersA[j * VECTORS + d]);
          dP += dot(rowsB[mine * VECTORS + d], othersB[j * VECTORS + d]);
        }
        grad = exp(score * p.scale - lse) * (dP - delta) * p.scale;
      }
      scoreGrads[mine * OTHERS + j] = grad;
    }
    workgroupBarrier();
    for (var j = 0u; j < OTHERS; j++) {
      let grad = scoreGrads[mine * OTHERS + j];
      for (var i = 0u; i < OWN; i++) {
        dq[i] += grad * othersA[j * VECTORS + min(lane + i * LANES, VECTORS - 1u)];
      }
    }
  }
  if (query >= p.time) {
    return;
  }
  for (var i = 0u; i < OWN; i++) {
    store(p.dq + position * width + head * HEAD_DIM, lane + i * LANES, dq[i]);
  }
}

@compute @workgroup_size(THREADS)
fn keyGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let p = problems[group.z];
  let tiles = (p.time + ROWS - 1u) / ROWS;
  let index = p.first + group.y * groups.x + group.x;
  let firstKey = index % tiles * ROWS;
  let keyHead = index / tiles % p.keyValueHeads;
  let row = index / (tiles * p.keyValueHeads);
  if (row >= p.batch) {
    return;
  }
  let start = row * p.time;
  let width = p.heads * HEAD_DIM;
  let keyWidth = p.keyValueHeads * HEAD_DIM;
  let sharing = p.heads / p.keyValueHeads;

  let mine = thread / LANES;
  let lane = thread % LANES;
  let key = firstKey + mine;
  let position = start + min(key, p.time - 1u);
  let segment = arena[p.segments + position];

  for (var i = thread; i < ROWS * VECTORS; i += THREADS) {
    let base = (start + min(firstKey + i / VECTORS, p.time - 1u)) * keyWidth + keyHead * HEAD_DIM;
    rowsA[i] = vector(p.k + base, i % VECTORS);
    rowsB[i] = vector(p.v + base, i % VECTORS);
  }
  var dk: array<vec4f, OWN>;
  var dv: array<vec4f, OWN>;
  for (var head = keyHead * sharing; head < (keyHead + 1u) * sharing; head++) {
    for (var firstQuery = firstKey / OTHERS * OTHERS; firstQuery < p.time; firstQuery += OTHERS) {
      workgroupBarrier();
      for (var i = thread; i < OTHERS * VECTORS; i += THREADS) {
        let base = (start + min(firstQuery + i / VECTORS, p.time - 1u)) * width + head * HEAD_DIM;
        othersA[i] = vector(p.q + base, i % VECTORS);
        othersB[i] = vector(p.dy + base, i % VECTORS);
      }
      workgroupBarrier();
      for (var j = lane; j < OTHERS; j += LANES) {
        let query = firstQuery + j;
        let other = start + min(query, p.time - 1u);
        var probability = 0.0;
        var grad = 0.0;
        if (key <= query && query < p.time && arena[p.segments + other] == segment) {
          var score = 0.0;
          var dP = 0.0;
          for (var d = 0u; d < VECTORS; d++) {
            score += dot(rowsA[mine * VECTORS + d], othersA[j * VECTORS + d]);
            dP += dot(rowsB[mine * VECTORS + d], othersB[j * VECTORS + d]);
          }
          let i = other * p.heads + head;
          probability = exp(score * p.scale - at(p.lse + i));
          grad = probability * (dP - at(p.delta + i)) * p.scale;
        }
        probabilities[mine * OTHERS + j] = probability;
        scoreGrads[mine * OTHERS + j] = grad;
      }
      workgroupBarrier();
      for (var j = 0u; j < OTHERS; j++) {
        let probability = probabilities[mine * OTHERS + j];
        let grad = scoreGrads[mine * OTHERS + j];
        for (var i = 0u; i < OWN; i++) {
          let d = j * VECTORS + min(lane + i * LANES, VECTORS - 1u);
          dk[i] += grad * othersA[d];
          dv[i] += probability * othersB[d];
        }
      }
    }
  }
  if (key >= p.time) {
    return;
  }
  for (var i = 0u; i < OWN; i++) {
    let at = position * keyWidth + keyHead * HEAD_DIM;
    store(p.dk + at, lane + i * LANES, dk[i]);
    store(p.dv + at, lane + i * LANES, dv[i]);
  }
}
