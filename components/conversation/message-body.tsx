'use client'
import { Fragment, memo, type ReactNode, useMemo, useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { useText } from '../ui/text.tsx'
import { type Block, blocksOf, isEmojiOnly, isLong } from './blocks.ts'
import type { Span } from './spans.ts'

/** What somebody wrote, as React nodes; never as HTML. */
export const MessageBody = memo(function MessageBody({ text }: { text: string }) {
  const t = useText()
  const [unfolded, setUnfolded] = useState(false)
  const blocks = useMemo(() => blocksOf(text), [text])
  if (isEmojiOnly(text)) return <p className="text-3xl leading-10">{text}</p>
  const long = isLong(text)
  return (
    <>
      <div
        dir="auto"
        className={classNames('flex flex-col gap-1 wrap-anywhere', long && !unfolded && 'max-h-[25rem] overflow-hidden mask-b-from-80%')}
      >
        <Blocks blocks={blocks} />
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="font-medium text-accent-text text-sm"
        >
          {t(unfolded ? 'conversation.showLess' : 'conversation.showMore')}
        </button>
      )}
    </>
  )
})

/** Parts of one text have no identity but their place. */
const inOrder = <Part,>(parts: readonly Part[], draw: (part: Part) => ReactNode) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  parts.map((part, index) => <Fragment key={index}>{draw(part)}</Fragment>)

const Blocks = ({ blocks }: { blocks: readonly Block[] }) => inOrder(blocks, (block) => <BlockNode block={block} />)
const Spans = ({ spans }: { spans: readonly Span[] }) => inOrder(spans, (span) => <SpanNode span={span} />)

function BlockNode({ block }: { block: Block }) {
  if (block.type === 'code') {
    return <pre className="overflow-x-auto rounded-md border border-line bg-canvas px-3 py-2 font-mono text-sm">{block.text}</pre>
  }
  if (block.type === 'quote') {
    return (
      <blockquote className="flex flex-col gap-1 border-line-strong border-s-2 ps-2.5 text-ink-muted">
        <Blocks blocks={block.blocks} />
      </blockquote>
    )
  }
  if (block.type === 'list') {
    const items = inOrder(block.items, (spans) => (
      <li className="whitespace-pre-wrap">
        <Spans spans={spans} />
      </li>
    ))
    if (!block.ordered) return <ul className="list-disc ps-5">{items}</ul>
    return (
      <ol start={block.first} className="list-decimal ps-6">
        {items}
      </ol>
    )
  }
  return (
    <p className="whitespace-pre-wrap">
      <Spans spans={block.spans} />
    </p>
  )
}

function SpanNode({ span }: { span: Span }) {
  switch (span.type) {
    case 'text':
      return span.text
    case 'code':
      return <code className="rounded-sm bg-line/60 px-1 py-0.5 font-mono text-[0.92em]">{span.text}</code>
    case 'link':
      return (
        <a href={span.href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-text underline underline-offset-2">
          {span.text}
        </a>
      )
    case 'strong':
      return (
        <strong className="font-semibold">
          <Spans spans={span.spans} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Spans spans={span.spans} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Spans spans={span.spans} />
        </s>
      )
  }
}
