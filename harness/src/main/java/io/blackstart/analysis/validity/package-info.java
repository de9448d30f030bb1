/**
 * The harness judges itself: each check asks one thing of the run, with a threshold, evidence, and what it does to the verdict.
 * Pure: from journal and counts alone.
 */
package io.blackstart.analysis.validity;
