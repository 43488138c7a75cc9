function [dim, value, side] = __resize_options__(a, n, list)
  % __resize_options__(a, n, list): options of paddata and trimdata.
  if isscalar(n)
    dim = find(size(a) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  else
    dim = 1:numel(n);
  end
  value = 0;
  side = 'trailing';
  for k = 1:2:numel(list)
    switch lower(list{k})
      case 'dimension'
        dim = list{k + 1};
      case 'fillvalue'
        value = list{k + 1};
      case 'side'
        side = list{k + 1};
    end
  end
end
