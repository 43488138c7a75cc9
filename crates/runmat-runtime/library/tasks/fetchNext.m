function [index, varargout] = fetchNext(futures, seconds)
% [index, a, b, ...] = fetchNext(f): waits for the next future that has not been read, and gives its place and outputs.
% [index, ...] = fetchNext(f, seconds): index is empty when none is over in that time.
  list = __task_list__(futures);
  unread = find(~cellfun(@(f) f.Read, list));
  if isempty(unread)
    error('parallel:fevalqueue:FetchNextNoUnreadFutures', 'There are no unread Futures to fetch.');
  end
  if nargin < 2
    seconds = Inf;
  end
  __wait_tasks__(list(unread), true, seconds);
  over = cellfun(@(f) any(strcmp(f.State, {'finished', 'failed'})), list(unread));
  if ~any(over)
    index = [];
    varargout = cell(1, nargout - 1);
    return;
  end
  index = unread(find(over, 1));
  f = list{index};
  f.Read = true;
  [varargout{1:nargout - 1}] = await(f);
end
