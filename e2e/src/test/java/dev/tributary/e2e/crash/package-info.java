// SPDX-License-Identifier: Apache-2.0
/** What a load withstands: processes that are killed, halted, doubled or left without an answer. */
package dev.tributary.e2e.crash;
