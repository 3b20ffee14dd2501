// Clipping by the global norm, and AdamW, over one vector of parameters. Shapes: all [size] but for scalars.
//
//   squares   partial[g] = Σ gradient² of stretch g; `parts` stretches
//   clip      norm = sqrt(Σ partial); y = gradient·min(1, limit/(norm + 10⁻⁶))       Pascanu et al. 2013
//   adamw     m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;
//             θ ← θ − lr·(λ·decay·θ + m̂/(√v̂ + ε))       Loshchilov & Hutter 2019, algorithm 2, PyTorch's ε
//
// A gradient that is not finite leaves parameter and moments as they are: a step that overflowed must not
// destroy what was learned before it.

struct Problem {
  first: u32,
  size: u32,
  parts: u32,
  gradient: u32,
  partial: u32,
  norm: u32,
  y: u32, // the clipped gradient, or the new parameters
  parameter: u32,
  m: u32,
  v: u32,
  newM: u32,
  newV: u32,
  learningRate: u32,
  correction1: u32, // 1/(1 − β₁ᵗ)
  correction2: u32, // 1/(1 − β₂ᵗ)
  decayMask: u32, // or absent
  limit: f32,
  beta1: f32,
  beta2: f32,
  oneMinusBeta1: f32,
  oneMinusBeta2: f32,
  epsilon: f32,
  weightDecay: f32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const NONE = 0xffffffffu;
const GROUP = 256u;

var<workgroup> sums: array<f32, GROUP>;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

fn put(i: u32, value: f32) {
  arena[i] = bitcast<u32>(value);
}

fn total(lane: u32, value: f32) -> f32 {
  sums[lane] = value;
  for (var half = GROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  workgroupBarrier();
  return sums[0];
}

// By its bits: compilers may take for granted that no number is infinite or NaN.
fn isFinite(bits: u32) -> bool {
  return (bits & 0x7f800000u) != 0x7f800000u;
}

@compute @workgroup_size(GROUP)
fn squares(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let part = p.first + group.y * groups.x + group.x;
  if (part >= p.parts) {
    return;
  }
  var mine = 0.0;
  for (var i = part * GROUP + lane; i < p.size; i += p.parts * GROUP) {
    mine += at(p.gradient + i) * at(p.gradient + i);
  }
  let all = total(lane, mine);
  if (lane == 0u) {
    put(p.partial + part, all);
  }
}

@compute @workgroup_size(GROUP)
fn clip(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let workgroup = p.first + group.y * groups.x + group.x;
  // Every invocation adds up the few parts itself: that needs no barriers, which are what software adapters are slow at.
  var squares = 0.0;
  for (var part = 0u; part < p.parts; part++) {
    squares += at(p.partial + part);
  }
  let norm = sqrt(squares);
  let i = workgroup * GROUP + lane;
  if (i < p.size) {
    put(p.y + i, at(p.gradient + i) * min(1.0, p.limit / (norm + 1e-6)));
    if (!isFinite(bitcast<u32>(norm))) {
      put(p.y + i, norm);
    }
  }
  if (i == 0u) {
    put(p.norm, norm);
  }
}

@compute @workgroup_size(GROUP)
fn adamw(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i >= p.size) {
    return;
  }
  let g = at(p.gradient + i);
  let old = at(p.parameter + i);
  if (!isFinite(bitcast<u32>(g))) {
    arena[p.y + i] = arena[p.parameter + i];
    arena[p.newM + i] = arena[p.m + i];
    arena[p.newV + i] = arena[p.v + i];
    return;
  }
  let m = p.beta1 * at(p.m + i) + p.oneMinusBeta1 * g;
  let v = p.beta2 * at(p.v + i) + p.oneMinusBeta2 * g * g;
  var change = m * at(p.correction1) / (sqrt(v * at(p.correction2)) + p.epsilon);
  if (p.weightDecay != 0.0) {
    let mask = select(1.0, at(min(p.decayMask, 0x7fffffffu) + i), p.decayMask != NONE);
    change += p.weightDecay * mask * old;
  }
  put(p.newM + i, m);
  put(p.newV + i, v);
  put(p.y + i, old - at(p.learningRate) * change);
}
