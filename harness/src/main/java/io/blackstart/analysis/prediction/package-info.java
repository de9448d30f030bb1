/** What a topology's own configuration says how long it takes to find a fault and to go on without what it hit. Pure. */
package io.blackstart.analysis.prediction;
