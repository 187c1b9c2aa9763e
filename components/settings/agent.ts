/** The first that fits: many browsers claim to be others as well, so the rarer names stand first. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

export interface Agent {
  readonly browser: string | null
  readonly system: string | null
  readonly handheld: boolean
}

/** What a User-Agent header (RFC 9110 §10.1.5) tells a person; null for what it does not tell. */
export function readAgent(header: string): Agent {
  const find = (known: typeof browsers) => known.find(([pattern]) => pattern.test(header))?.[1] ?? null
  return { browser: find(browsers), system: find(systems), handheld: /\b(iPhone|iPad|Android|Mobile)\b/.test(header) }
}
