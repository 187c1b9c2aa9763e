import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import playwright from '../../playwright.config.ts'
import { startParley } from '../worlds/parley.ts'
import { startProsody } from '../worlds/prosody.ts'
import { breakAccount, type Scene, scenes, trouble } from './scenes.ts'
import { settle, type Town } from './town.ts'

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const screens: Readonly<Record<string, BrowserContextOptions>> = {
  '': { viewport: { width: 1280, height: 800 } },
  '-phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
}
const schemes = ['light', 'dark'] as const

interface Studio {
  readonly browser: Browser
  readonly url: string
  readonly town: Town
}

async function take({ browser, url, town }: Studio, scene: Scene): Promise<void> {
  for (const [suffix, screen] of Object.entries(screens)) {
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ ...screen, baseURL: url, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
      const token = scene.who === 'nobody' ? null : town[scene.who].caller.token
      if (token) await context.addCookies([{ name: 'parley_session', value: token, url }])
      const page = await context.newPage()
      await scene.set(page, town)
      await page.screenshot({ path: `${folder}${scene.name}${suffix}-${colorScheme}.png`, animations: 'disabled', caret: 'hide' })
      await context.close()
    }
  }
}

await mkdir(folder, { recursive: true })
const prosody = await startProsody()
const parley = await startParley({ services: [prosody.service], env: { PARLEY_LIMITS: 'off' } })
const browser = await chromium.launch({ ...playwright.use?.launchOptions })
const town = await settle(parley, prosody)
const studio = { browser, url: parley.url, town }
for (const scene of scenes) await take(studio, scene)
await breakAccount(prosody)
await take(studio, trouble)
await town.close()
await browser.close()
await parley.stop()
await prosody.stop()
