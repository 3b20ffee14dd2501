// Bookkeeping of the decoding loop on integers. Shapes: a [size], y [size] or scalar; b a scalar or [size].
//
//   add         y[i] = a[i] + b
//   markEnded   y[i] = 1 where a[i] is not 0 or b[i] is the end token, else 0
//   anyZero     y = 1 where any a[i] is 0, else 0 (one workgroup)

struct Problem {
  first: u32,
  size: u32,
  a: u32,
  b: u32,
  y: u32,
  endToken: i32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;

@compute @workgroup_size(GROUP)
fn add(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    // Two's complement: unsigned addition is signed addition.
    arena[p.y + i] = arena[p.a + i] + arena[p.b];
  }
}

@compute @workgroup_size(GROUP)
fn markEnded(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = problems[group.z];
  let i = (p.first + group.y * groups.x + group.x) * GROUP + lane;
  if (i < p.size) {
    let ends = arena[p.a + i] != 0u || bitcast<i32>(arena[p.b + i]) == p.endToken;
    arena[p.y + i] = select(0u, 1u, ends);
  }
}

var<workgroup> found: atomic<u32>;

@compute @workgroup_size(GROUP)
fn anyZero(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  for (var i = lane; i < p.size; i += GROUP) {
    if (arena[p.a + i] == 0u) {
      atomicOr(&found, 1u);
    }
  }
  workgroupBarrier();
  if (lane == 0u) {
    arena[p.y] = atomicLoad(&found);
  }
}
