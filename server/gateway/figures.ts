import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Engine } from '../core/engine.ts'

export interface Figures {
  readonly type: string
  /** In Prometheus's text format. */
  text(): Promise<string>
  command(name: string, code: ErrorCode | 'ok', ms: number): void
}

export function createFigures(engine: Engine, sockets: () => number): Figures {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `parley_${name}`,
      help,
      registers,
      collect: function () {
        this.set(read())
      },
    })
  gauge('sockets', 'Browsers connected', sockets)
  gauge('sessions', 'Sessions on networks, in any state', () => engine.figures().sessions)
  gauge('sessions_online', 'Sessions that are online', () => engine.figures().online)
  gauge('sessions_waiting', 'Sessions that wait before the next try', () => engine.figures().waiting)
  gauge('messages_queued', 'Messages that have not left yet', () => engine.figures().queued)
  const answers = new Counter({ name: 'parley_answers_total', help: 'Commands answered', labelNames: ['command', 'code'], registers })
  const buckets = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000]
  const duration = new Histogram({ name: 'parley_answer_ms', help: 'Time to the answer', labelNames: ['command'], buckets, registers })
  return {
    type: registry.contentType,
    text: () => registry.metrics(),
    command: (command, code, ms) => {
      answers.inc({ command, code })
      duration.observe({ command }, ms)
    },
  }
}
