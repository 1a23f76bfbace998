/** CAN-11, X3: how the digests of a certificate are made. They stand in it, so that it can be checked without asking us. */
export const emailDigestRecipe =
  'base64url without padding of SHA-256 over the UTF-8 text "salt:address". The salt is in the last mail. The address is in Unicode NFKC, trimmed, in lower case, an international domain in its ASCII form.';

export const agreementDigestRecipe =
  'base64url without padding of SHA-256 over the UTF-8 text of the JSON array [id, version, title, text] as it was shown, without spaces between its parts.';
