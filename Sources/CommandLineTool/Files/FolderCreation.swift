import Wording

/// Creates a folder and those around it, as far as they are not there.
///
/// - Throws: `Failure` where that is not allowed, or something else has its name.
func createFolder(_ path: String) throws(Failure) {
  if isFolder(path) { return }
  var partial = ""
  for part in path.split(separator: "/", omittingEmptySubsequences: false) {
    partial += (partial.isEmpty ? "" : "/") + part
    if partial.isEmpty {
      partial = ""
      continue
    }
    let folder = path.hasPrefix("/") && !partial.hasPrefix("/") ? "/" + partial : partial
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw OutputFile.failure(SystemError(errno), creating: folder)
    }
  }
  if !isFolder(path) { throw OutputFile.failure(SystemError(ENOTDIR), creating: path) }
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
