// Rotary position embedding (Su et al. 2021) in Hugging Face's half-split layout: components i and i + d/2 of
// every head are rotated by the angle position·θ^(−2i/d).
// Shapes: x, y [rows, heads·d]; positions [rows]; cosines, sines [positions, d/2], made on the host because a
// device may compute sines of large angles badly.

struct Problem {
  first: u32,
  pairs: u32, // rows·heads·d/2: how many pairs of components there are
  width: u32, // heads·d
  half: u32, // d/2
  x: u32,
  positions: u32,
  cosines: u32,
  sines: u32,
  y: u32,
  direction: f32, // 1 to rotate, −1 to rotate back
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;

fn at(i: u32) -> f32 {
  return bitcast<f32>(arena[i]);
}

@compute @workgroup_size(GROUP)
fn rotate(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let pair = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (pair >= p.pairs) {
    return;
  }
  let component = pair % p.half;
  let head = pair / p.half;
  let row = head * 2u * p.half / p.width;
  let angle = arena[p.positions + row] * p.half + component;
  let cosine = at(p.cosines + angle);
  let sine = p.direction * at(p.sines + angle);
  let i = head * 2u * p.half + component;
  let low = at(p.x + i);
  let high = at(p.x + i + p.half);
  arena[p.y + i] = bitcast<u32>(low * cosine - high * sine);
  arena[p.y + i + p.half] = bitcast<u32>(high * cosine + low * sine);
}
