/** From files to the model: YAML, Compose, schema. Problems carry file, line and column. */
package io.blackstart.definition;
