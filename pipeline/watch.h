// watch: builds, and builds again whenever something changes in the input: for an editor at work.
//
// The tree is watched through inotify; a burst of changes is one build. Ends by a signal. What has not changed is not made
// again (record.h), so that a build takes as long as the articles that were touched.
#pragma once

#include "batch.h"

namespace jiaokan {

// Throws Failure when the tree cannot be watched.
int watch(const BuildOptions& options);

}  // namespace jiaokan
