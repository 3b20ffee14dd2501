import type { Plugin } from 'vite';

/**
 * The HTTP headers the site is served with. The first two make the page cross-origin isolated, without which
 * browsers give WebAssembly no threads; the lab also works without them (on a host that cannot set headers).
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  // The page has buttons that erase things: no other page may lay itself over it.
  'X-Frame-Options': 'DENY',
};

/**
 * What the built page may do: load and talk to its own origin, and compile WebAssembly. No inline scripts or
 * styles, no `eval`, no `blob:` workers: onnxruntime-web starts its threads from its own, self-hosted module.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** As a header it can also keep other pages from framing this one, which a policy within the page cannot. */
export const policyHeader = `${contentSecurityPolicy}; frame-ancestors 'none'`;

/** Writes the policy into the built page, so that it holds on hosts that send no headers too. */
export function pagePolicy(): Plugin {
  return {
    name: 'page-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
