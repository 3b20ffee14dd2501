// For diagnoses: whether all numbers of a tensor are finite. Shapes: x [size], y a scalar: 1 if one of them is
// NaN or infinite, else 0. One workgroup.

struct Problem {
  first: u32,
  size: u32,
  x: u32,
  y: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(1) @binding(0) var<storage, read> problems: array<Problem>;

const GROUP = 256u;

var<workgroup> found: atomic<u32>;

@compute @workgroup_size(GROUP)
fn check(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let p = problems[group.z];
  for (var i = lane; i < p.size; i += GROUP) {
    // By its bits: compilers may take for granted that no number is infinite or NaN.
    if ((arena[p.x + i] & 0x7f800000u) == 0x7f800000u) {
      atomicOr(&found, 1u);
    }
  }
  workgroupBarrier();
  if (lane == 0u) {
    arena[p.y] = atomicLoad(&found);
  }
}
