// SPDX-License-Identifier: Apache-2.0
/**
 * Settings that describe themselves, secrets that never print, and what a plugin is handed at
 * creation.
 */
@NullMarked
package dev.tributary.config;

import org.jspecify.annotations.NullMarked;
