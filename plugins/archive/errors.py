"""Why something can't be archived, taken away or looked at; the message is for the person at the terminal."""

from __future__ import annotations

import errno

from plugins.engine.output import OutputError

WHY = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有同名的文件，不是文件夹",  # only folders are made where something may be
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOSPC: "磁盘已满，请腾出空间再运行",
    errno.EDQUOT: "超出磁盘配额，请腾出空间再运行",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EROFS: "那里只能读，不能写",
    errno.EIO: "磁盘读写出错，请检查磁盘",
    errno.ENAMETOOLONG: "文件名太长",
}


class ArchiveError(OutputError):
    """The message is Chinese and says what to do where something can be done."""


def why(error: OSError, place: object = "") -> str:
    """What the system refuses, in Chinese, with the file or else the `place` that was worked on."""
    words = WHY.get(error.errno or 0) or error.strerror or str(error)
    where = error.filename or place
    return f"{words}（{where}）" if where else words
