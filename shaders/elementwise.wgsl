// Arithmetic on single elements; an entry point an op. Shapes: a, b, c and y [size], all f32.
//
// silu(z) = z·σ(z). Its derivative is σ·(1 + z − z·σ)  (Shazeer 2020 for SwiGLU).

struct Problem {
  first: u32,
  size: u32,
  a: u32,
  b: u32,
  c: u32,
  y: u32,
  y2: u32,
  factor: f32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

fn put(i: u32, value: f32) {
  arena[i] = bitcast<u32>(value);
}

// σ(z), without overflow for z far below zero.
fn sigmoid(z: f32) -> f32 {
  let e = exp(-abs(z));
  return select(e, 1.0, z >= 0.0) / (1.0 + e);
}

// log(1 + e) for 0 ≤ e ≤ 1, by its series where 1 + e would drop digits of e.
fn log1p(e: f32) -> f32 {
  if (e < 0.01) {
    return e * (1.0 - e * (0.5 - e * (0.33333333 - e * 0.25)));
  }
  return log(1.0 + e);
}

// 1 − e^x for x < 0, by its series where the two nearly cancel.
fn complement(x: f32) -> f32 {
  if (x < -0.5) {
    return 1.0 - exp(x);
  }
  var series = 1.0;
  for (var n = 9.0; n > 1.0; n -= 1.0) {
    series = 1.0 + x / n * series;
  }
  return -x * series;
}

// y = a + b
@compute @workgroup_size(GROUP)
fn add(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, at(p.a + i) + at(p.b + i));
  }
}

// y = a − b
@compute @workgroup_size(GROUP)
fn subtract(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, at(p.a + i) - at(p.b + i));
  }
}

// y = a·b
@compute @workgroup_size(GROUP)
fn multiply(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, at(p.a + i) * at(p.b + i));
  }
}

// y = factor·a
@compute @workgroup_size(GROUP)
fn scale(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, p.factor * at(p.a + i));
  }
}

// y = e^a
@compute @workgroup_size(GROUP)
fn exponential(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, exp(at(p.a + i)));
  }
}

// y = silu(a)·b
@compute @workgroup_size(GROUP)
fn swiglu(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let z = at(p.a + i);
    put(p.y + i, z * sigmoid(z) * at(p.b + i));
  }
}

// With a the gate, b the up projection and c = dOut: y = dgate = c·b·silu'(a), y2 = dup = c·silu(a).
@compute @workgroup_size(GROUP)
fn swigluGrad(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let z = at(p.a + i);
    let up = at(p.b + i);
    let dy = at(p.c + i);
    let s = sigmoid(z);
    put(p.y + i, dy * up * s * (1.0 + z - z * s));
    put(p.y2 + i, dy * z * s);
  }
}

// y = log σ(a) = min(a, 0) − log(1 + e^−|a|)
@compute @workgroup_size(GROUP)
fn logSigmoid(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let x = at(p.a + i);
    put(p.y + i, min(x, 0.0) - log1p(exp(-abs(x))));
  }
}

// With b = dOut: y = b·σ(−a), exact relative to its size also where it is tiny.
@compute @workgroup_size(GROUP)
fn logSigmoidGrad(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let x = at(p.a + i);
    let e = exp(-abs(x));
    put(p.y + i, at(p.b + i) * select(1.0, e, x >= 0.0) / (1.0 + e));
  }
}

// With a = log p, clamped to `factor` from above: y = log p − log(1 − p)
@compute @workgroup_size(GROUP)
fn logOdds(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let x = min(at(p.a + i), p.factor);
    put(p.y + i, x - log(complement(x)));
  }
}

// With b = dOut: y = b/(1 − p)
@compute @workgroup_size(GROUP)
fn logOddsGrad(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, at(p.b + i) / complement(min(at(p.a + i), p.factor)));
  }
}
