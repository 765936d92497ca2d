// The kernels for any machine of the target's architecture.

#include "CKernels.h"

#define LEVEL baseline
#include "Template.h"
