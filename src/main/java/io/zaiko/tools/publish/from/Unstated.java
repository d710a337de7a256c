package io.zaiko.tools.publish.from;

/**
 * What deliveries leave unsaid.
 *
 * @param channel where the payments were made
 * @param account the retailer's account at the provider
 * @param capturesAtOnce whether an authorisation at Adyen is a capture too
 */
public record Unstated(String channel, String account, boolean capturesAtOnce) {}
