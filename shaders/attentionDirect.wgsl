// Attention and its backward pass without workgroup memory: one invocation takes a query of one head, or a key
// of one key head, through all positions it has to do with. Formulas, shapes and the meaning of `lse` and `delta`
// are those of attention.wgsl and attentionGrad.wgsl; which pair a device runs is decided in tuning.ts.

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
const VECTORS = (HEAD_DIM + 3u) / 4u;
const THREADS = 64u;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

// Vector `j` of a row of HEAD_DIM floats; what lies behind its end is zero.
fn vector(row: u32, j: u32) -> vec4f {
  let i = row + 4u * j;
  if (HEAD_DIM % 4u == 0u) {
    return vec4f(at(i), at(i + 1u), at(i + 2u), at(i + 3u));
  }
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

@compute @workgroup_size(THREADS)
fn forward(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * THREADS + lane;
  let position = i / p.heads;
  let head = i % p.heads;
  if (position >= p.batch * p.time) {
    return;
  }
  let keyWidth = p.keyValueHeads * HEAD_DIM;
  let keyOffset = head / (p.heads / p.keyValueHeads) * HEAD_DIM;
  let segment = arena[p.segments + position];
  var query: array<vec4f, VECTORS>;
  var out: array<vec4f, VECTORS>;
  for (var d = 0u; d < VECTORS; d++) {
    query[d] = p.scale * vector(p.q + i * HEAD_DIM, d);
  }
  var largest = -1e30;
  var total = 0.0;
  for (var key = position / p.time * p.time; key <= position; key++) {
    if (arena[p.segments + key] != segment) {
      continue;
    }
    let row = key * keyWidth + keyOffset;
    var score = 0.0;
    for (var d = 0u; d < VECTORS; d++) {
      score += dot(query[d], vector(p.k + row, d));
    }
    if (score > largest) {
      let correction = exp(largest - score);
      largest = score;
      total *= correction;
      for (var d = 0u; d < VECTORS; d++) {
        out[d] *= correction;
      }
    }
    let probability = exp(score - largest);
    total += probability;
    for (var d = 0u; d < VECTORS; d++) {
      out[d] += probability * vector(p.v + row, d);
    }
  }
  for (var d = 0u; d < VECTORS; d++) {
    store(p.out + i * HEAD_DIM, d, out[d] / total);
  }
  arena[p.lse + i] = bitcast<u32>(largest + log(total));
}

// dq, and delta for the keys' gradients.
@compute @workgroup_size(THREADS)
fn queryGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * THREADS + lane;
  let position = i / p.heads;
  let head = i % p.heads;
  if (position >= p.batch * p.time) {
    return;
  }
  let keyWidth = p.keyValueHeads * HEAD_DIM;
  let keyOffset = head / (p.heads / p.keyValueHeads) * HEAD_DIM;
  let segment = arena[p.segments + position];
  let lse = at(p.lse + i);
  var query: array<vec4f, VECTORS>;
  var dy: array<vec4f, VECTORS>;
  var dq: array<vec4f, VECTORS>;
  var delta = 0.0;
  for (var d = 0u; d < VECTORS; d++) {
    query[d] = p.scale * vector(p.q + i * HEAD_DIM, d);
    dy[d] = vector(p.dy + i * HEAD_DIM, d);
    delta += dot(dy[d], vector(p.out + i * HEAD_DIM, d));
  }
  for (var key = position / p.time * p.time; key <= position; key++) {
    if (arena[p.segments + key] != segment) {
      continue;
    }
    let row = key * keyWidth + keyOffset;
    var score = 0.0;
    var dP = 0.0;
    for (var d = 0u; d < VECTORS; d++) {
      score += dot(query[d], vector(p.k + row, d));
      dP += dot(dy[d], vector(p.v + row, d));
    }
    let grad = exp(score - lse) * (dP - delta) * p.scale;
    for (var d = 0u; d < VECTORS; d++) {
      dq[d] += grad * vector(p.k + row, d);
    }
  }
  for (var d = 0u; d < VECTORS; d++) {
    store(p.dq + i * HEAD_DIM, d, dq[d]);
  }
  arena[p.delta + i] = bitcast<u32>(delta);
}

@compute @workgroup_size(THREADS)
fn keyGrad(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * THREADS + lane;
  let position = i / p.keyValueHeads;
  let keyHead = i % p.keyValueHeads;
  if (position >= p.batch * p.time) {
    return;
  }
  let sharing = p.heads / p.keyValueHeads;
  let segment = arena[p.segments + position];
  var key: array<vec4f, VECTORS>;
  var value: array<vec4f, VECTORS>;
  var dk: array<vec4f, VECTORS>;
  var dv: array<vec4f, VECTORS>;
  for (var d = 0u; d < VECTORS; d++) {
    key[d] = p.scale * vector(p.k + i * HEAD_DIM, d);
    value[d] = vector(p.v + i * HEAD_DIM, d);
  }
  let end = (position / p.time + 1u) * p.time;
  for (var other = position; other < end; other++) {
    if (arena[p.segments + other] != segment) {
      continue;
    }
    for (var head = keyHead * sharing; head < (keyHead + 1u) * sharing; head++) {
      let j = other * p.heads + head;
      var score = 0.0;
      var dP = 0.0;
      for (var d = 0u; d < VECTORS; d++) {
        score += dot(vector(p.q + j * HEAD_DIM, d), key[d]);
        dP += dot(vector(p.dy + j * HEAD_DIM, d), value[d]);
      }
      let probability = exp(score - at(p.lse + j));
      let grad = probability * (dP - at(p.delta + j)) * p.scale;
      for (var d = 0u; d < VECTORS; d++) {
        dk[d] += grad * vector(p.q + j * HEAD_DIM, d);
        dv[d] += probability * vector(p.dy + j * HEAD_DIM, d);
      }
    }
  }
  for (var d = 0u; d < VECTORS; d++) {
    store(p.dk + i * HEAD_DIM, d, dk[d]);
    store(p.dv + i * HEAD_DIM, d, dv[d]);
  }
}
