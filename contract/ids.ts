import { z } from 'zod'

/** Ids are UUIDs minted by Parley (version 7, so they sort by time); the brand keeps one kind from passing as another. */
export const UserId = z.uuid().brand<'UserId'>()
export type UserId = z.infer<typeof UserId>
export const SessionId = z.uuid().brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
export const AccountId = z.uuid().brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
/** A person as one account sees him; on the house network the same for everybody. */
export const PersonId = z.uuid().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const ContactId = z.uuid().brand<'ContactId'>()
export type ContactId = z.infer<typeof ContactId>
export const ConversationId = z.uuid().brand<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>
/** Made by the browser for what it sends, by the server for what arrives. */
export const MessageId = z.uuid().brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
export const InviteId = z.uuid().brand<'InviteId'>()
export type InviteId = z.infer<typeof InviteId>
export const LoginId = z.uuid().brand<'LoginId'>()
export type LoginId = z.infer<typeof LoginId>

/** `u:<user>` carries what one user sees, `r:<conversation>` the messages of a room too large to be copied to every member. */
export const FeedName = z
  .string()
  .regex(/^[ur]:[0-9a-f-]{36}$/)
  .brand<'FeedName'>()
export type FeedName = z.infer<typeof FeedName>
