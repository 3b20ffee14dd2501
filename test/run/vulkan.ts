/**
 * WebGPU in Node for machines without a graphics card: Dawn on SwiftShader, the software Vulkan driver that
 * comes with every Chromium, and the Vulkan loader beside it.
 */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findChromium } from './browser.ts';

const DRIVER = 'vk_swiftshader_icd.json';
const cards = ['/dev/dri', '/dev/nvidia0', '/dev/nvidiactl'];

/**
 * What the environment of a process has to hold for Dawn to find an adapter; nothing where there is a graphics
 * card, where `VK_DRIVER_FILES` names a driver already, or where Vulkan is not how graphics cards are reached.
 */
export function softwareVulkan(): Record<string, string> {
  if (process.platform !== 'linux' || process.env.VK_DRIVER_FILES || cards.some(existsSync)) return {};
  const chromium = findChromium();
  const folders = [...(chromium ? [dirname(realpathSync(chromium))] : []), '/usr/lib/chromium'];
  const folder = folders.find((candidate) => existsSync(join(candidate, DRIVER)));
  if (!folder) return {};
  const libraries = [process.env.LD_LIBRARY_PATH, folder].filter(Boolean).join(delimiter);
  return { VK_DRIVER_FILES: join(folder, DRIVER), LD_LIBRARY_PATH: libraries };
}
