'use client'
import { useState } from 'react'
import { useAccounts, useNetworks } from '../../client/hooks.ts'
import type { Abilities } from '../../contract/abilities.ts'
import type { Account, NetworkInfo } from '../../contract/entities.ts'
import type { AccountId } from '../../contract/ids.ts'
import { Select } from '../ui/select.tsx'
import { useText } from '../ui/text.tsx'

export interface Choice {
  /** Null when no account can do it. */
  readonly account: Account | null
  readonly network: NetworkInfo | null
  readonly accounts: readonly Account[]
  choose(account: AccountId): void
}

/** The accounts that are switched on and can do something, and the one that shall. */
export function useAccountChoice(can: (abilities: Abilities) => boolean, wanted?: AccountId): Choice {
  const networks = useNetworks()
  const networkOf = ({ network }: Account) => networks.find(({ id }) => id === network) ?? null
  const accounts = useAccounts().filter((account) => {
    const network = networkOf(account)
    return account.enabled && network !== null && can(network.abilities)
  })
  const [chosen, choose] = useState(wanted)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0] ?? null
  return { account, network: account && networkOf(account), accounts, choose }
}

/** Drawn only where there is a choice. */
export function AccountChoice({ choice: { account, accounts, choose } }: { choice: Choice }) {
  const t = useText()
  if (!account || accounts.length < 2) return null
  return (
    <Select
      label={t('details.via')}
      value={account.id}
      choices={accounts.map(({ id, address }) => ({ value: id, label: address }))}
      onChoose={choose}
    />
  )
}
