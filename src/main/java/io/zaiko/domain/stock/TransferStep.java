package io.zaiko.domain.stock;

/** What a record says of a transfer between own locations. */
public enum TransferStep {
  /** Units left one location for another. */
  SHIPPED,
  /** Units arrived. */
  RECEIVED,
  /** Nothing more is expected: what was shipped and not received is missing. */
  CLOSED
}
